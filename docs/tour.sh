#!/bin/sh
# Makes the pictures of docs/tour.md again. Needs Node.js 20, Chromium and, for one picture, Graphviz.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked
npm --prefix web ci --no-audit --no-fund --loglevel=error
cd web
TUPU=../target/release/tupu CHROMIUM="${CHROMIUM:-$(command -v chromium)}" node e2e/tour.mjs ../docs/tour
