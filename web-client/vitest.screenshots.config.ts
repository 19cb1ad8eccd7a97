import browser from "./vitest.browser.config.ts";

/** Pictures of every page and state, for people to look at: `npm run screenshots`. */
export default { ...browser, test: { ...browser.test, include: ["e2e/screenshots.ts"], testTimeout: 300_000, reporters: ["default"] } };
