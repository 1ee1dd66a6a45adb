//! A tree of squares that sums the repulsion of what is far away (Barnes and Hut 1986).

use crate::draw::geometry::Point;

/// A square is taken as a whole when its side is less than this part of its distance.
const OPENING: f64 = 0.9;
/// Points nearer than halving the square this often count as one.
const DEEPEST: usize = 40;

pub(super) struct Quadtree {
    cells: Vec<Cell>,
}

#[derive(Clone)]
struct Cell {
    corner: Point,
    side: f64,
    /// How many points, and the sum of their places.
    count: f64,
    sum: Point,
    /// The first of four cells beside each other, once there is more than one point.
    children: Option<usize>,
}

impl Quadtree {
    pub fn new(points: &[Point]) -> Self {
        let low = points.iter().fold(Point::new(f64::MAX, f64::MAX), |m, p| Point::new(m.x.min(p.x), m.y.min(p.y)));
        let high = points.iter().fold(Point::new(f64::MIN, f64::MIN), |m, p| Point::new(m.x.max(p.x), m.y.max(p.y)));
        let side = (high.x - low.x).max(high.y - low.y).max(1.0);
        let mut tree = Quadtree { cells: vec![Cell::new(low, side)] };
        points.iter().for_each(|&p| tree.insert(p));
        tree
    }

    fn insert(&mut self, p: Point) {
        let mut at = 0;
        for _ in 0..DEEPEST {
            let cell = &mut self.cells[at];
            let before = (cell.count, cell.sum);
            cell.count += 1.0;
            cell.sum = cell.sum.plus(p.x, p.y);
            if before.0 == 0.0 {
                return;
            }
            if cell.children.is_none() {
                let (corner, half) = (cell.corner, cell.side / 2.0);
                let first = self.cells.len();
                self.cells[at].children = Some(first);
                let corners = [(0.0, 0.0), (half, 0.0), (0.0, half), (half, half)];
                self.cells.extend(corners.map(|(x, y)| Cell::new(corner.plus(x, y), half)));
                // What was here alone goes one level down.
                let old = self.child(at, before.1);
                (self.cells[old].count, self.cells[old].sum) = before;
            }
            at = self.child(at, p);
        }
        let cell = &mut self.cells[at];
        cell.count += 1.0;
        cell.sum = cell.sum.plus(p.x, p.y);
    }

    fn child(&self, at: usize, p: Point) -> usize {
        let cell = &self.cells[at];
        let half = cell.side / 2.0;
        let (right, low) = (p.x >= cell.corner.x + half, p.y >= cell.corner.y + half);
        cell.children.unwrap_or(at) + usize::from(right) + 2 * usize::from(low)
    }

    /// The sum over all other points of the vector from them to `p`, divided by the square of its length.
    pub fn push(&self, p: Point) -> Point {
        let mut force = Point::default();
        let mut stack = vec![0];
        while let Some(at) = stack.pop() {
            let cell = &self.cells[at];
            if cell.count == 0.0 {
                continue;
            }
            let (x, y) = (p.x - cell.sum.x / cell.count, p.y - cell.sum.y / cell.count);
            let square = x * x + y * y;
            match cell.children {
                Some(first) if cell.side * cell.side > OPENING * OPENING * square => stack.extend(first..first + 4),
                _ if square > 1e-9 => force = force.plus(cell.count * x / square, cell.count * y / square),
                _ => {}
            }
        }
        force
    }
}

impl Cell {
    fn new(corner: Point, side: f64) -> Self {
        Cell { corner, side, count: 0.0, sum: Point::default(), children: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::geometry::Random;

    #[test]
    fn comes_near_the_exact_sum() {
        let mut random = Random(7);
        let points: Vec<Point> = (0..400).map(|_| Point::new(random.unit() * 900.0, random.unit() * 500.0)).collect();
        let tree = Quadtree::new(&points);
        for &p in &points {
            let mut exact = Point::default();
            for q in points.iter().filter(|&&q| q != p) {
                let (x, y) = (p.x - q.x, p.y - q.y);
                exact = exact.plus(x / (x * x + y * y), y / (x * x + y * y));
            }
            let got = tree.push(p);
            assert!(got.distance(exact) < 0.08 * exact.distance(Point::default()) + 0.05, "{got:?} {exact:?}");
        }
    }

    #[test]
    fn stands_points_in_one_place() {
        let tree = Quadtree::new(&[Point::new(3.0, 3.0); 50]);
        assert_eq!(tree.push(Point::new(3.0, 3.0)), Point::default());
    }
}
