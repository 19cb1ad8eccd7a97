import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    reporters: ["default", ["junit", { outputFile: "target/vitest-reports/TEST-web-client.xml", suiteName: "web-client" }]],
  },
});
