import { defineConfig } from "vitest/config";

/** The tests in real browsers, against a real server: `npm run browser`. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: ["e2e/harness/setup.ts"],
    // They measure, so they do not run beside each other.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000, interval: 50 } },
    reporters: ["default", ["junit", { outputFile: "target/browser-reports/TEST-browser.xml", suiteName: "browser" }]],
  },
});
