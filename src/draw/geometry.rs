//! Points, boxes and curves, and an index of boxes.

/// A place; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub w: f64,
    pub h: f64,
}

/// A box with sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Point {
    pub fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }

    pub fn plus(self, x: f64, y: f64) -> Self {
        Point { x: self.x + x, y: self.y + y }
    }

    pub fn toward(self, other: Point, part: f64) -> Self {
        Point { x: self.x + (other.x - self.x) * part, y: self.y + (other.y - self.y) * part }
    }

    pub fn distance(self, other: Point) -> f64 {
        ((self.x - other.x) * (self.x - other.x) + (self.y - other.y) * (self.y - other.y)).sqrt()
    }
}

impl Rect {
    pub fn around(centre: Point, size: Size) -> Self {
        Rect { x: centre.x - size.w / 2.0, y: centre.y - size.h / 2.0, w: size.w, h: size.h }
    }

    pub fn centre(self) -> Point {
        Point { x: self.x + self.w / 2.0, y: self.y + self.h / 2.0 }
    }

    pub fn right(self) -> f64 {
        self.x + self.w
    }

    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    pub fn grown(self, by: f64) -> Self {
        Rect { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }

    pub fn moved(self, x: f64, y: f64) -> Self {
        Rect { x: self.x + x, y: self.y + y, ..self }
    }

    /// The area two boxes share.
    pub fn shared(self, other: Rect) -> f64 {
        let w = self.right().min(other.right()) - self.x.max(other.x);
        let h = self.bottom().min(other.bottom()) - self.y.max(other.y);
        if w > 0.0 && h > 0.0 { w * h } else { 0.0 }
    }

    /// The smallest box around both.
    pub fn joined(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }

    /// Whether a line from `a` to `b` runs through the box (Liang and Barsky's clipping).
    pub fn cut_by(self, a: Point, b: Point) -> bool {
        let (mut from, mut to) = (0.0f64, 1.0f64);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        for (p, q) in [(-dx, a.x - self.x), (dx, self.right() - a.x), (-dy, a.y - self.y), (dy, self.bottom() - a.y)] {
            if p == 0.0 {
                if q <= 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                from = from.max(q / p);
            } else {
                to = to.min(q / p);
            }
        }
        from < to
    }
}

/// A chain of cubic Bézier curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Curve {
    pub start: Point,
    /// Two control points and an end for each part.
    pub parts: Vec<[Point; 3]>,
}

impl Curve {
    pub fn line(a: Point, b: Point) -> Self {
        Curve { start: a, parts: vec![[a.toward(b, 1.0 / 3.0), a.toward(b, 2.0 / 3.0), b]] }
    }

    /// Points along the curve, `steps` to a part.
    pub fn points(&self, steps: usize) -> Vec<Point> {
        let mut points = vec![self.start];
        let mut from = self.start;
        for &[c, d, end] in &self.parts {
            for i in 1..=steps {
                points.push(bezier(from, c, d, end, i as f64 / steps as f64));
            }
            from = end;
        }
        points
    }

    pub fn map(&mut self, f: impl Fn(Point) -> Point) {
        self.start = f(self.start);
        for p in self.parts.iter_mut().flatten() {
            *p = f(*p);
        }
    }

    pub fn reversed(&self) -> Self {
        let mut points: Vec<Point> = vec![self.start];
        points.extend(self.parts.iter().flatten());
        points.reverse();
        Curve { start: points[0], parts: points[1..].chunks_exact(3).map(|c| [c[0], c[1], c[2]]).collect() }
    }
}

pub(super) fn bezier(a: Point, b: Point, c: Point, d: Point, t: f64) -> Point {
    let ab = a.toward(b, t);
    let bc = b.toward(c, t);
    let cd = c.toward(d, t);
    ab.toward(bc, t).toward(bc.toward(cd, t), t)
}

/// An index of boxes by the squares of a grid they touch.
pub(super) struct Grid {
    side: f64,
    left: f64,
    top: f64,
    across: usize,
    down: usize,
    cells: Vec<Vec<usize>>,
    rects: Vec<Rect>,
}

impl Grid {
    /// An index for boxes within `bounds`; those outside are found as well, more slowly.
    pub fn new(bounds: Rect, side: f64) -> Self {
        let side = side.max(bounds.w / 400.0).max(bounds.h / 400.0).max(1.0);
        let across = (bounds.w / side) as usize + 1;
        let down = (bounds.h / side) as usize + 1;
        let cells = vec![Vec::new(); across * down];
        Grid { side, left: bounds.x, top: bounds.y, across, down, cells, rects: Vec::new() }
    }

    pub fn insert(&mut self, rect: Rect) {
        let id = self.rects.len();
        self.rects.push(rect);
        for cell in self.touched(rect) {
            self.cells[cell].push(id);
        }
    }

    /// The boxes that share some area with `rect`, in the order they were put in.
    pub fn near(&self, rect: Rect) -> Vec<(usize, Rect)> {
        let mut ids: Vec<usize> = self.touched(rect).flat_map(|cell| self.cells[cell].iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| (id, self.rects[id])).filter(|(_, r)| r.shared(rect) > 0.0).collect()
    }

    fn touched(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let at = |v: f64, n: usize| ((v / self.side).max(0.0) as usize).min(n - 1);
        let (x0, x1) = (at(rect.x - self.left, self.across), at(rect.right() - self.left, self.across));
        let (y0, y1) = (at(rect.y - self.top, self.down), at(rect.bottom() - self.top, self.down));
        let across = self.across;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * across + x))
    }
}

/// The smallest box around boxes; an empty one at the origin when there are none.
pub(super) fn bounds(rects: impl IntoIterator<Item = Rect>) -> Rect {
    rects.into_iter().reduce(Rect::joined).unwrap_or(Rect { x: 0.0, y: 0.0, w: 0.0, h: 0.0 })
}

/// Random numbers that are the same everywhere (SplitMix64).
pub(super) struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from 0 up to `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// Shuffles (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
