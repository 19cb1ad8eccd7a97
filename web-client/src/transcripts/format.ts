/** A transcript of protocol/vectors/transcripts, as protocol/vectors/README.md says what it means. */
export interface Transcript {
  readonly about: string;
  readonly rules: readonly string[];
  readonly steps: readonly Step[];
}

export type Step = { readonly why?: string } & (
  | { readonly http: HttpCall; readonly answers: HttpAnswer }
  | { readonly open: string; readonly room: string; readonly hello?: unknown }
  | { readonly stream: string; readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly status?: number }
  | { readonly send: string; readonly frame: unknown }
  | { readonly send: string; readonly malformed: unknown }
  | { readonly send: string; readonly text: string }
  | { readonly send: string; readonly binary: string }
  | { readonly expect: string; readonly frame: unknown; readonly withinMillis?: number }
  | { readonly maybe: string; readonly frame: unknown; readonly withinMillis?: number }
  | { readonly eventually: string; readonly frame: unknown; readonly withinMillis?: number }
  | { readonly closes: string; readonly code?: number; readonly withinMillis?: number }
  | { readonly close: string }
  | { readonly drop: string }
  | { readonly unseen: string; readonly text: string }
  | { readonly unseen: string; readonly frame: unknown }
  | { readonly state: string; readonly digest: string }
  | { readonly equal: readonly [unknown, unknown] }
);

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** The type of protocol/schema/http.json that the body is of. */
  readonly type?: string;
  readonly body?: unknown;
}
