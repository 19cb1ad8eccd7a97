import { newId, newSecret } from "../../src/net/secrets.ts";
import type { Content, EndpointContent, EntityContent } from "../../src/protocol/generated/types.ts";
import { Peer } from "./peer.ts";
import { TestRoom } from "./rooms.ts";

/** A room in the middle of an interview, and the secrets of the two who are in it. */
export interface Scene {
  readonly room: TestRoom;
  readonly grace: string;
  readonly ada: string;
}

const problem = `Design the **home feed** of an app in which people share photos.

- 100 million people use it every day, and each follows about 200 others.
- A photo shows in the feeds of all followers soon after it was posted.
- Some people have more than ten million followers.

Start with what people can do. We care about how a feed is made and read, less about how photos are stored.`;

const requirements: readonly Content[] = [
  { style: "functional", text: "Users should be able to post a photo with a caption", scope: "core" },
  { style: "functional", text: "Users should be able to follow other users", scope: "core" },
  { style: "functional", text: "Users should be able to see a feed of whom they follow, newest first", scope: "core" },
  { style: "functional", text: "Users should be able to like and comment", scope: "below-line" },
  { style: "non-functional", text: "The feed should open fast", scope: "core", category: "latency", target: "p99 under 300 ms" },
  { style: "non-functional", text: "A new photo should reach all feeds soon; late is better than not at all", scope: "core", category: "cap", target: "1 min" },
  { style: "non-functional", text: "The system should take bursts of reads", scope: "core", category: "scalability", target: "500k reads/s" },
];

const notes = `# Numbers

- 100 M people a day × 10 feeds each ≈ **12k feeds/s**, ten times that in the evening
- 50 M photos a day ≈ 600/s, so reads : writes = 20 : 1

# High-level design

1. The photo service stores metadata, puts *photo.posted* on a queue.
2. Fan-out workers write feed entries of followers.
3. The feed service reads a user's entries from the cache.

> Authors with millions of followers: merge at read time instead.
`;

const entities: readonly EntityContent[] = [
  { role: "actor", name: "User", fields: [] },
  {
    role: "resource", name: "Photo", note: "Never changes once it was posted.",
    fields: [{ name: "id", type: "uuid", mark: "key" }, { name: "authorId", type: "uuid", mark: "index", note: "with createdAt" }, { name: "caption", type: "string" }, { name: "createdAt", type: "timestamp" }],
  },
  { role: "resource", name: "Follow", fields: [{ name: "followerId", type: "uuid", mark: "key" }, { name: "followeeId", type: "uuid", mark: "index" }] },
  { role: "resource", name: "FeedEntry", fields: [] },
];

// By the places of what they serve and exchange.
const endpoints: readonly (Omit<EndpointContent, "requirements" | "entities"> & { readonly serves: readonly number[]; readonly exchanges: readonly number[] })[] = [
  { style: "rest", method: "POST", path: "/photos", request: "{ caption, mediaKey }", response: "201 { photoId }", serves: [0], exchanges: [1] },
  { style: "rest", method: "GET", path: "/feed?cursor={cursor}", response: "[{ photo, author, createdAt }], nextCursor", serves: [2, 4], exchanges: [3] },
  { style: "rest", method: "DELETE", path: "/photos/{id}/removeComment", serves: [], exchanges: [1] },
  { style: "message", direction: "to-client", name: "photo.posted", request: "{ photoId, authorId }", serves: [2], exchanges: [1] },
];

const questions = [
  ["What happens when somebody with ten million followers posts a photo?", "Those are not fanned out: their photos are merged in when a feed is read. About 1 % of the authors, cached for a minute."],
  ["How does the next page of a feed stay right while new photos come in?", undefined],
] as const;

const findings = [
  ["bottleneck", "Somebody with ten million followers fills the queue for minutes"],
  ["edge-case", "A worker dies between two inserts: the photo is in a feed twice"],
] as const;

/** Fills a room with an interview that is in its deep dives. */
export async function anInterview(server: string): Promise<Scene> {
  const room = await TestRoom.create(server, { title: "Photo feed for ten million", problem });
  const [grace, ada] = [newSecret(), newSecret()];
  const interviewer = await Peer.join(room, "interviewer", "Grace Hopper", grace);
  const candidate = await Peer.join(room, "candidate", "Ada Lovelace", ada);
  await interviewer.command({ type: "interview.start" });
  await interviewer.command({ type: "phase.go", phase: "requirements" });
  const [requirementIds, entityIds] = [requirements.map(newId), entities.map(newId)];
  for (const [i, content] of requirements.entries()) await candidate.command({ type: "requirement.add", id: idAt(requirementIds, i), content });
  await interviewer.command({ type: "private-note.add", id: newId(), text: "strong: asks for the read/write ratio before anything else" });
  await interviewer.command({ type: "bookmark.add", id: newId(), label: "Put likes below the line without being asked" });
  await interviewer.command({ type: "phase.go", phase: "api" });
  for (const [i, content] of entities.entries()) await candidate.command({ type: "entity.add", id: idAt(entityIds, i), content });
  for (const { serves, exchanges, ...content } of endpoints) {
    const links = { requirements: serves.map((i) => idAt(requirementIds, i)), entities: exchanges.map((i) => idAt(entityIds, i)) };
    await candidate.command({ type: "endpoint.add", id: newId(), content: { ...content, ...links } });
  }
  await interviewer.command({ type: "phase.go", phase: "high-level-design" });
  await candidate.write(notes);
  await interviewer.command({ type: "private-note.add", id: newId(), text: "weak: no word on what is lost when a worker dies" });
  await interviewer.command({ type: "private-note.add", id: newId(), text: "numbers: 12k feeds/s, derived well" });
  await interviewer.command({ type: "phase.go", phase: "deep-dives" });
  for (const [question, answer] of questions) {
    const id = newId();
    await interviewer.command({ type: "probe.queue", id, content: { question, phase: "deep-dives", concept: "scaling" } });
    await interviewer.command({ type: "probe.push", id });
    if (answer !== undefined) await candidate.command({ type: "probe.answer", id, rev: 1, text: answer });
    else await interviewer.command({ type: "probe.hint", id, level: "nudge", text: "Think of two people who open it at once." });
  }
  for (const question of ["Which parts would you watch first, and on which numbers would you be woken up?", "What if the cache of a whole region is empty?"]) {
    await interviewer.command({ type: "probe.queue", id: newId(), content: { question, phase: "deep-dives", concept: "monitoring" } });
  }
  const [fast, soon] = [idAt(requirementIds, 4), idAt(requirementIds, 5)];
  await candidate.command({ type: "dive.write", id: fast, rev: 0, text: "A feed is 50 entries from the cache, one read of about 5 ms; photos come from the CDN." });
  await candidate.command({ type: "dive.mark", id: fast, met: true });
  await candidate.command({ type: "dive.write", id: soon, rev: 0, text: "Fan-out workers take photo.posted from the queue: 200 of them for 115k inserts a second." });
  for (const [type, text] of findings) await candidate.command({ type: "finding.add", id: newId(), content: { type, text, requirement: soon } });
  await interviewer.command({ type: "bookmark.add", id: newId(), label: "The hybrid fan-out: worth replaying" });
  interviewer.leave();
  candidate.leave();
  return { room, grace, ada };
}

function idAt(ids: readonly string[], index: number): string {
  const id = ids[index];
  if (id === undefined) throw new Error(`id: ${index} (expected: less than ${ids.length})`);
  return id;
}
