import type { CDPSession, Page } from "playwright-core";

/** What a page got over the network, decoded: bodies, frames of WebSockets and messages of streams; and where its requests went. */
export class Traffic {
  readonly received: string[] = [];
  readonly requested: string[] = [];
  /** Bytes of scripts as they came over the network, compressed, by URL. */
  readonly scriptBytes = new Map<string, number>();
  private readonly urls = new Map<string, { readonly url: string; readonly type: string }>();
  private readonly reading = new Set<Promise<void>>();

  private constructor(private readonly session: CDPSession) {}

  /** Listens to a page, from before it loads anything. */
  static async of(page: Page): Promise<Traffic> {
    const session = await page.context().newCDPSession(page);
    const traffic = new Traffic(session);
    session.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
      traffic.requested.push(request.url);
      traffic.urls.set(requestId, { url: request.url, type: type ?? "" });
    });
    session.on("Network.webSocketCreated", ({ url }) => traffic.requested.push(url));
    session.on("Network.webSocketFrameReceived", ({ response }) => traffic.received.push(response.payloadData));
    session.on("Network.eventSourceMessageReceived", ({ data }) => traffic.received.push(data));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => traffic.finished(requestId, encodedDataLength));
    await session.send("Network.enable", { maxTotalBufferSize: 50_000_000, maxResourceBufferSize: 20_000_000 });
    return traffic;
  }

  /** Every text that came so far, once all bodies are read. */
  async texts(): Promise<string> {
    await Promise.all(this.reading);
    return this.received.join("\n");
  }

  private finished(requestId: string, encodedDataLength: number): void {
    const request = this.urls.get(requestId);
    if (request === undefined || request.type === "EventSource") return;
    if (request.type === "Script") this.scriptBytes.set(request.url, encodedDataLength);
    const reading = this.session.send("Network.getResponseBody", { requestId }).then(
      ({ body, base64Encoded }) => void this.received.push(base64Encoded ? Buffer.from(body, "base64").toString("latin1") : body),
      () => undefined, // The page went on to another one; the proxy has the bytes.
    );
    this.reading.add(reading);
    void reading.finally(() => this.reading.delete(reading));
  }
}
