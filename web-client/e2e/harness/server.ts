import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const jar = join(root, "server/target/greenroom.jar");
const startMillis = 120_000;
const stopMillis = 40_000;

/** The server from its jar, with a Redis and data of its own. */
export class Server {
  private process: ChildProcess | undefined;
  private output = "";

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  /** Starts one and waits until it is ready. */
  static async start(): Promise<Server> {
    if (!existsSync(jar)) throw new Error(`${jar}: not there (expected: make build made it)`);
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), "greenroom-")));
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it on its port and data, after it was killed or stopped. */
  async start(): Promise<void> {
    // Only what stands here counts.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GREENROOM_")));
    const started = spawn(join(root, ".mvn/with-jdk"), ["java", "-jar", jar, "--port", String(this.port), "--data", this.data], {
      cwd: root, env, stdio: ["ignore", "pipe", "pipe"],
    });
    this.process = started;
    const heard = (chunk: Buffer) => (this.output += chunk.toString());
    started.stdout.on("data", heard);
    started.stderr.on("data", heard);
    process.once("exit", this.abandon);
    const deadline = performance.now() + startMillis;
    while (!(await this.isReady())) {
      const ended = started.exitCode ?? started.signalCode;
      if (ended !== null || performance.now() > deadline) {
        this.abandon();
        throw new Error(`The server did not come up, ended with ${ended} (expected: ready on port ${this.port}):\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends it in the middle of whatever it does. Its Redis goes on, as after a crash. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** A copy of what its Redis has on disk now. */
  copy(): Buffer {
    return readFileSync(this.log);
  }

  /** Ends it and its Redis as a loss of power does, and leaves on disk what was there before. */
  async fallBackTo(copy: Buffer): Promise<void> {
    await this.end("SIGKILL");
    this.endRedis();
    writeFileSync(this.log, copy);
  }

  /** Ends it for good, with its Redis and its data. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
    this.abandon();
    process.removeListener("exit", this.abandon);
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  private get log(): string {
    return join(this.data, "appendonly.aof");
  }

  private async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const ending = this.process;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => ending.kill("SIGKILL"), stopMillis);
      ending.once("exit", () => {
        clearTimeout(impatient);
        resolve();
      });
      ending.kill(signal);
    });
  }

  private readonly abandon = (): void => {
    this.process?.kill("SIGKILL");
    this.endRedis();
    rmSync(this.folder, { recursive: true, force: true });
  };

  // Redis is a daemon, which the server stops unless it was killed.
  private endRedis(): void {
    try {
      const redis = Number(readFileSync(join(this.data, "redis.pid"), "utf8"));
      if (readFileSync(`/proc/${redis}/cmdline`, "utf8").includes(this.folder)) process.kill(redis, "SIGKILL");
    } catch {
      // It is gone.
    }
  }

  private async isReady(): Promise<boolean> {
    return fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(({ ok }) => ok, () => false);
  }
}

/** A port that nobody listened on a moment ago. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      if (address === null || typeof address === "string") return reject(new Error(`address: ${address} (expected: one with a port)`));
      probe.close(() => resolve(address.port));
    });
  });
}
