/** How long what a list holds may be, in UTF-16 units, and how many links an endpoint has (LM2). */
export const limits = { nameLength: 60, labelLength: 200, requirementLength: 2000, targetLength: 120, entityNoteLength: 2000, pathLength: 500, payloadLength: 4000, fields: 60, links: 20 } as const;
