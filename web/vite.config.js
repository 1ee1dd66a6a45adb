import { defineConfig } from "vite";

// `tupu serve` must run beside `npm run dev`.
export default defineConfig({
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:7878", "/sparql": "http://127.0.0.1:7878" } },
});
