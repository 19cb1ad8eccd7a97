import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// What measures time runs alone, after all else.
const measuring = ["e2e/speed.e2e.ts", "e2e/clock.e2e.ts"];

/** Begins with the file that takes longest, so that no worker has it alone in the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith("accessibility.e2e.ts");
    return (await super.sort(files)).sort((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

/** The tests in real browsers, against a real server: `npm run browser`. */
export default defineConfig({
  test: {
    globalSetup: ["e2e/harness/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 150_000,
    sequence: { sequencer: LongestFirst },
    expect: { poll: { timeout: 10_000, interval: 50 } },
    reporters: ["default", ["junit", { outputFile: "target/browser-reports/TEST-browser.xml", suiteName: "browser" }]],
    projects: [
      { extends: true, test: { name: "browser", include: ["e2e/**/*.e2e.ts"], exclude: measuring, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: "speed", include: measuring, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
