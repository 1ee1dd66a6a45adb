//! Chinese news articles by the thousand, all invented, the same for the same seed: for benches and tests of size.
//!
//! An article has a cast (companies, a county, people, a conference) and tells of it in sentences drawn from
//! [`words::SENTENCES`], in which `{name}` stands for a member of the cast or a fresh figure.

mod words;

use words::*;

/// An invented article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The headline.
    pub title: String,
    /// The paragraphs, a line each, the dateline first.
    pub text: String,
    /// The day of publication, in ISO 8601.
    pub date: String,
}

impl Article {
    /// Title and text as a file holds them.
    pub fn page(&self) -> String {
        format!("{}\n{}\n", self.title, self.text)
    }
}

/// The articles of a seed, without end.
pub fn articles(seed: u64) -> impl Iterator<Item = Article> {
    (0..).map(move |n| Writer::new(seed, n).article())
}

/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

struct Company {
    full: String,
    short: String,
    product: &'static str,
}

struct Writer {
    random: Random,
    companies: Vec<Company>,
    /// Name, post and body of those who are quoted.
    people: Vec<(String, String)>,
    reporter: String,
    county: &'static str,
    city: &'static str,
    province: &'static str,
    event: String,
    year: usize,
}

impl Writer {
    fn new(seed: u64, n: u64) -> Self {
        let mut random = Random(seed.wrapping_mul(0x1_0000_0001).wrapping_add(n.wrapping_mul(0xD1B5_4A32_D192_ED03)));
        let (province, city, county) = PLACES[random.below(PLACES.len())];
        let companies: Vec<Company> = (0..3).map(|_| company(&mut random, city)).collect();
        let reporter = person(&mut random);
        let year = 2018 + random.below(8);
        let event = format!("{year}{}{}", random.pick(REGIONS), random.pick(EVENTS));
        let bodies = [
            companies[0].full.clone(),
            companies[1].full.clone(),
            format!("{city}{}", random.pick(OFFICES)),
            format!("{}{}", random.pick(REGIONS), random.pick(INSTITUTES)),
        ];
        let people = bodies.iter().enumerate().map(|(i, body)| {
            let post = random.pick(if i < 2 { COMPANY_POSTS } else { OFFICE_POSTS });
            (person(&mut random), format!("{body}{post}"))
        });
        let people = people.collect();
        Writer { random, companies, people, reporter, county, city, province, event, year }
    }

    fn article(mut self) -> Article {
        let (month, day) = (1 + self.random.below(12), 1 + self.random.below(28));
        let title = self.random.pick(TITLES);
        let title = self.fill(title);
        let mut text = match self.random.below(3) {
            0 => format!("　　新华社{}{month}月{day}日电（记者{}）", self.city, self.reporter),
            1 => format!("　　本报{}{month}月{day}日讯（记者{}）", self.city, self.reporter),
            _ => "　　".to_owned(),
        };
        let mut used = [false; SENTENCES.len()];
        while text.chars().count() < 590 {
            if text.ends_with(['。', '”']) {
                text.push_str("\n　　");
            }
            for _ in 0..2 + self.random.below(3) {
                let at = self.random.below(SENTENCES.len());
                if !std::mem::replace(&mut used[at], true) {
                    text.push_str(&self.fill(SENTENCES[at]));
                }
            }
        }
        Article { title, text, date: format!("{}-{month:02}-{day:02}", self.year) }
    }

    /// The template with a word for each `{…}`.
    fn fill(&mut self, template: &str) -> String {
        let mut out = String::new();
        for (i, part) in template.split(['{', '}']).enumerate() {
            if i % 2 == 0 { out.push_str(part) } else { out.push_str(&self.word(part)) }
        }
        out
    }

    fn word(&mut self, name: &str) -> String {
        let random = &mut self.random;
        let digit = name.bytes().last().filter(u8::is_ascii_digit).map_or(0, |b| usize::from(b - b'0'));
        match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "company" => self.companies[digit].full.clone(),
            "short" => self.companies[digit].short.clone(),
            "product" => self.companies[digit].product.to_owned(),
            "person" => self.people[digit].0.clone(),
            "titled" => format!("{}{}", self.people[digit].1, self.people[digit].0),
            "other" => person(random),
            "event" => self.event.clone(),
            "province" => self.province.to_owned(),
            "city" => self.city.to_owned(),
            "county" => self.county.to_owned(),
            "abroad" => random.pick(ABROAD).to_owned(),
            "office" => random.pick(MINISTRIES).to_owned(),
            "law" => random.pick(LAWS).to_owned(),
            "brand" => brand(random),
            "year" => (self.year - random.below(3)).to_string(),
            "past" => (1985 + random.below(30)).to_string(),
            "month" => (1 + random.below(12)).to_string(),
            "day" => (1 + random.below(28)).to_string(),
            "n" => (2 + random.below(98)).to_string(),
            "big" => format!("{}", 100 + random.below(9900)),
            "dec" => format!("{}.{}", 1 + random.below(60), 1 + random.below(9)),
            _ => String::new(),
        }
    }
}

fn person(random: &mut Random) -> String {
    let mut name = random.pick(SURNAMES).to_owned();
    for _ in 0..1 + usize::from(random.below(4) > 0) {
        let at = random.below(GIVEN.chars().count());
        name.extend(GIVEN.chars().nth(at));
    }
    name
}

fn brand(random: &mut Random) -> String {
    let letters = (0..2).filter_map(|_| BRAND.chars().nth(random.below(BRAND.chars().count())));
    letters.collect()
}

fn company(random: &mut Random, city: &str) -> Company {
    let (field, product) = FIELDS[random.below(FIELDS.len())];
    let brand = brand(random);
    let city = city.trim_end_matches(['市', '州']);
    Company { full: format!("{city}{brand}{field}{}", random.pick(FORMS)), short: format!("{brand}{field}"), product }
}
