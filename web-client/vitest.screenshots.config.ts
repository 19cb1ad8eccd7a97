import { defineConfig } from "vitest/config";

/** Pictures of every page and state, for people to look at: `npm run screenshots`. */
export default defineConfig({
  test: {
    include: ["e2e/screenshots.ts"],
    globalSetup: ["e2e/harness/setup.ts"],
    testTimeout: 300_000,
    hookTimeout: 150_000,
    expect: { poll: { timeout: 10_000, interval: 50 } },
  },
});
