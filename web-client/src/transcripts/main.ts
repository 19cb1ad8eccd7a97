// Plays the transcripts of protocol/vectors against the server at GREENROOM_URL, all or those whose names are given, prints a line for each and
// writes a JUnit report.
import { mkdirSync, writeFileSync } from "node:fs";
import { readTranscripts } from "./files.ts";
import { play } from "./play.ts";

const url = process.env["GREENROOM_URL"];
if (url === undefined) {
  console.error("GREENROOM_URL: not set (expected: where a server is, such as http://127.0.0.1:7070)");
  process.exit(2);
}
const server = new URL(url);
const wanted = process.argv.slice(2);
const transcripts = [...readTranscripts()].filter(([name]) => wanted.length === 0 || wanted.includes(name));

const cases: string[] = [];
let failed = 0;
for (const [name, transcript] of transcripts) {
  const began = performance.now();
  let problem: string | undefined;
  try {
    await play(transcript, server);
  } catch (thrown) {
    problem = thrown instanceof Error ? thrown.message : String(thrown);
    failed++;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(3);
  console.log(problem === undefined ? `ok    ${name} (${transcript.steps.length} steps, ${seconds} s)` : `FAILS ${name}: ${problem}`);
  const failure = problem === undefined ? "" : `<failure message="${escaped(problem)}"/>`;
  cases.push(`  <testcase classname="transcripts" name="${escaped(`${name}: ${transcript.about}`)}" time="${seconds}">${failure}</testcase>`);
}

const report = new URL("../../target/transcript-reports/", import.meta.url);
mkdirSync(report, { recursive: true });
writeFileSync(
  new URL("TEST-transcripts.xml", report),
  `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="transcripts" tests="${cases.length}" failures="${failed}" errors="0" skipped="0">\n${cases.join("\n")}\n</testsuite>\n`,
);
process.exit(failed > 0 || cases.length === 0 ? 1 : 0);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
