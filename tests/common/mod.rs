//! Runs the program in a folder of its own.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder for one test.
pub struct Place {
    folder: TempDir,
}

/// What a command left: its exit code, its output, its messages.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs `tupu` with `args` in this folder.
    pub fn tupu(&self, args: &[&str]) -> Run {
        self.fed(args, "")
    }

    /// As [`Place::tupu`], with standard input.
    pub fn fed(&self, args: &[&str], input: &str) -> Run {
        let mut command = Command::cargo_bin("tupu").unwrap();
        let output = command.current_dir(self.folder.path()).args(args).write_stdin(input).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// A few articles in `news/`, and their graph in `kg/`.
    pub fn with_graph() -> Self {
        let place = Place::new();
        place.articles();
        let run = place.tupu(&["build", "news", "-o", "kg"]);
        assert_eq!(run.code, 0, "{run:?}");
        place
    }

    pub fn articles(&self) {
        for (name, text) in ARTICLES {
            self.write(&format!("news/{name}"), text);
        }
    }
}

impl Run {
    /// Fails unless the code is `code` and the messages hold every one of `words`.
    #[track_caller]
    pub fn says(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        assert!(words.iter().all(|word| self.err.contains(word)), "{words:?} is not in {self:?}");
    }
}

pub fn snapshot(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("graph.nq.zst")).unwrap()
}

const ARTICLES: [(&str, &str); 3] = [
    (
        "a.txt",
        "永嘉纽扣卖全球\n\n永嘉新光纽扣有限公司位于永嘉县。永嘉新光纽扣有限公司创始人周明华说：“我们的纽扣出口到了东南亚。”\
         永嘉新光纽扣有限公司总经理林晓东出席签约仪式。\n\n据《浙江日报》\n",
    ),
    (
        "b.txt",
        "长沙签下新项目\n\n湖南星河机械有限公司坐落于长沙市。湖南星河机械有限公司董事长陈国栋表示，今年将扩大生产。\n\n据新华社\n",
    ),
    (
        "c.txt",
        "两地携手\n\n永嘉县与长沙市签署协议。湖南星河机械有限公司收购永嘉新光纽扣有限公司。湖南星河机械有限公司董事长陈国栋出席。\n",
    ),
];
