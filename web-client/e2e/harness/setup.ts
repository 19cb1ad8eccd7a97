import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { Server } from "./server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The port of the server that all files share, but those that kill theirs. */
    serverPort: number;
    /** Where the browser that all files share listens for Playwright. */
    browserEndpoint: string;
  }
}

/** Where Chromium is. */
export const chromiumPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium-headless-shell";

/** What makes Chromium run as root in a container and call nobody. */
export const chromiumArguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** Starts the server and the browser that the files of a project share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await Server.start();
  const browser = await chromium.launchServer({ executablePath: chromiumPath, args: chromiumArguments });
  project.provide("serverPort", server.port);
  project.provide("browserEndpoint", browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.stop();
  };
}
