import { type AddressInfo, type Socket, connect, createServer } from "node:net";

interface Link {
  readonly near: Socket;
  readonly far: Socket;
}

/** How a network fails: connections end at once, or only those that ask for more than files, or nothing comes through and nobody is told. */
export type Cut = "reset" | "api" | "hang";

const asksApi = /^[A-Z]+ \/api\//;

/** The network between a browser and a server: it can be cut and mended, and keeps every byte that came from the server. */
export class Proxy {
  private readonly links = new Set<Link>();
  private readonly held: Socket[] = [];
  private readonly chunks: Buffer[] = [];
  private broken: Cut | undefined;
  private readonly listening = createServer({ pauseOnConnect: true }, (near) => this.accept(near));

  private constructor(private readonly target: number) {}

  /** Listens for who wants to reach that port. */
  static async to(target: number): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((resolve) => proxy.listening.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listening.address() as AddressInfo).port}`;
  }

  /** All that the server sent through here. */
  get received(): Buffer {
    return Buffer.concat(this.chunks);
  }

  cut(how: Cut): void {
    this.broken = how;
    for (const { near, far } of this.links) {
      if (how !== "hang") {
        near.resetAndDestroy();
        far.resetAndDestroy();
      } else {
        near.pause();
        far.pause();
      }
    }
  }

  mend(): void {
    this.broken = undefined;
    for (const { near, far } of this.links) {
      near.resume();
      far.resume();
    }
    for (const near of this.held.splice(0)) this.accept(near);
  }

  async close(): Promise<void> {
    this.cut("reset");
    for (const near of this.held) near.destroy();
    await new Promise<void>((resolve) => this.listening.close(() => resolve()));
  }

  private accept(near: Socket): void {
    near.on("error", () => undefined); // What follows is a close.
    if (this.broken === "reset") {
      near.resetAndDestroy();
      return;
    }
    if (this.broken === "hang") {
      this.held.push(near);
      return;
    }
    const far = connect(this.target, "127.0.0.1");
    const link = { near, far };
    this.links.add(link);
    far.setNoDelay(true);
    near.setNoDelay(true);
    far.on("error", () => undefined);
    far.on("data", (chunk) => {
      this.chunks.push(chunk);
      near.write(chunk);
    });
    near.on("data", (chunk) => {
      if (this.broken === "api" && asksApi.test(chunk.toString("latin1", 0, 200))) near.resetAndDestroy();
      else far.write(chunk);
    });
    near.on("end", () => far.end());
    far.on("end", () => near.end());
    near.on("close", () => this.ended(link));
    far.on("close", () => this.ended(link));
    near.resume();
  }

  private ended(link: Link): void {
    this.links.delete(link);
    link.near.destroy();
    link.far.destroy();
  }
}
