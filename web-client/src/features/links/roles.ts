import type { Role } from "../../protocol/generated/types.ts";

/** The links of a room that a browser knows. */
export type Links = { readonly [R in Role]?: string };

/** The roles in the order in which they are shown, with what the link of each is for. */
export const roles: readonly { readonly role: Role; readonly name: string; readonly purpose: string }[] = [
  { role: "interviewer", name: "Interviewer", purpose: "Runs the clock, sends probes, keeps private notes." },
  { role: "candidate", name: "Candidate", purpose: "Designs: requirements, notes and answers." },
  { role: "spectator", name: "Spectators", purpose: "Watch live and change nothing. For as many as you like." },
];

/** The links of a room as a message that is ready to be sent. */
export function invitation(title: string, links: Links): string {
  const lines = roles.flatMap(({ role, name, purpose }) => {
    const link = links[role];
    return link === undefined ? [] : [`${name}. ${purpose}\n${link}`];
  });
  return [`“${title}”: a system-design interview to rehearse in Greenroom. Each link is for its role alone.`, ...lines].join("\n\n");
}
