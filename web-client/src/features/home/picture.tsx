import type { CSSProperties } from "react";
import "./picture.css";

/** A room in small: its clock and phases, requirements, notes, a design with arrows, two people at work, and who watches. */
export function Picture() {
  return (
    <figure className="picture">
      <figcaption className="visually-hidden">
        A room in Greenroom: phases with a clock above, requirements and notes on the left, boxes and arrows of a design on the right, the cursors of two people, a probe that
        has just arrived, and an eye that counts who watches.
      </figcaption>
      <svg viewBox="0 0 720 428" aria-hidden focusable="false">
        <rect className="p-window" x="1" y="1" width="718" height="426" rx="18" />
        <Head />
        <Requirements />
        <Notes />
        <Design />
        <Probe />
        <Cursor x={432} y={206} hue={285} name="Maya" />
        <Cursor x={204} y={386} hue={40} name="Jon" />
      </svg>
    </figure>
  );
}

const phases = [[24, 46, "done"], [74, 82, "done"], [160, 62, "done"], [226, 84, "done"], [314, 206, "now"], [524, 116, ""], [644, 52, ""]] as const;

function Head() {
  return (
    <g>
      <text className="p-title" x="24" y="38">A feed for ten million</text>
      <g className="p-quiet" transform="translate(520 21)">
        <path d="M1 11s4-7 11-7 11 7 11 7-4 7-11 7-11-7-11-7Z" />
        <circle cx="12" cy="11" r="3.2" />
      </g>
      <text className="p-count" x="550" y="38">12</text>
      <rect className="p-pill" x="590" y="16" width="106" height="34" rx="17" />
      <text className="p-clock" x="643" y="39">11:42</text>
      {phases.map(([x, width, state]) => (
        <rect key={x} className={`p-phase ${state === "" ? "" : `p-phase--${state}`}`} x={x} y="66" width={width} height="7" rx="3.5" />
      ))}
      <rect className="p-phase p-phase--done" x="314" y="66" width="72" height="7" rx="3.5" />
      <text className="p-label p-label--now" x="314" y="92">High-level design</text>
      <text className="p-label" x="524" y="92">Deep dives</text>
      <path className="p-line" d="M1 108h718M252 108v319" />
    </g>
  );
}

function Requirements() {
  return (
    <g>
      <text className="p-heading" x="24" y="138">Requirements</text>
      {["Follow people", "Post a photo", "See a feed"].map((text, i) => (
        <g key={text} transform={`translate(24 ${152 + i * 29})`}>
          <circle className="p-check" cx="8" cy="9" r="8" />
          <path className="p-tick" d="m4.5 9.2 2.4 2.4 4.6-5" />
          <text className="p-text" x="26" y="14">{text}</text>
        </g>
      ))}
      <g transform="translate(24 239)">
        <circle className="p-check p-check--open" cx="8" cy="9" r="7.25" />
        <text className="p-text" x="26" y="14">The feed in</text>
        <rect className="p-chip" x="106" y="-1" width="72" height="21" rx="10.5" />
        <text className="p-chip-text" x="142" y="14">&lt; 200 ms</text>
      </g>
    </g>
  );
}

function Notes() {
  return (
    <g>
      <path className="p-line" d="M1 280h251" />
      <text className="p-heading" x="24" y="310">Notes</text>
      <text className="p-text" x="24" y="336">Reads : writes = 100 : 1</text>
      <text className="p-text" x="24" y="360">Fan-out on write, but for</text>
      <rect className="p-marked" x="22" y="369" width="158" height="22" rx="4" />
      <text className="p-text" x="24" y="385">the few with millions</text>
      <path className="p-caret" d="M181 368v24" />
    </g>
  );
}

const boxes = [
  [276, 176, 86, "Client"], [404, 176, 98, "Gateway"], [556, 134, 138, "Post service"], [556, 218, 138, "Feed service"],
] as const;

function Design() {
  return (
    <g>
      <path className="p-arrow" d="M362 200h34M502 192h20q10 0 10-10v-14q0-10 10-10h6M502 208h20q10 0 10 10v14q0 10 10 10h6" />
      <path className="p-head" d="m404 200-9-5v10zM556 158l-9-5v10zM556 242l-9-5v10z" />
      <path className="p-arrow" d="M588 266v42M662 266v42" />
      <path className="p-head" d="m588 316-5-9h10zM662 316l-5-9h10z" />
      {boxes.map(([x, y, width, name]) => (
        <g key={name}>
          <rect className="p-box" x={x} y={y} width={width} height="48" rx="10" />
          <text className="p-name" x={x + width / 2} y={y + 29}>{name}</text>
        </g>
      ))}
      <Store x={556} name="Posts" />
      <Store x={632} name="Feeds" />
    </g>
  );
}

function Store({ x, name }: { readonly x: number; readonly name: string }) {
  return (
    <g transform={`translate(${x} 316)`}>
      <path className="p-store" d="M0 8v40c0 4.4 13.9 8 31 8s31-3.6 31-8V8" />
      <ellipse className="p-store" cx="31" cy="8" rx="31" ry="8" />
      <text className="p-name" x="31" y="39">{name}</text>
    </g>
  );
}

function Probe() {
  return (
    <g transform="translate(276 290)">
      <rect className="p-probe" width="252" height="82" rx="14" />
      <rect className="p-probe-edge" y="16" x="0" width="4" height="50" rx="2" />
      <text className="p-over" x="20" y="28">Probe</text>
      <text className="p-text" x="20" y="50">What if one author has</text>
      <text className="p-text" x="20" y="69">ten million followers?</text>
    </g>
  );
}

function Cursor({ x, y, hue, name }: { readonly x: number; readonly y: number; readonly hue: number; readonly name: string }) {
  const width = 20 + name.length * 8;
  return (
    <g className="p-cursor" transform={`translate(${x} ${y})`} style={{ "--hue": hue } as CSSProperties}>
      <path d="M0 0 5.6 17.2 9.2 10.4 16.4 7.6z" />
      <rect x="12" y="14" width={width} height="22" rx="11" />
      <text x={12 + width / 2} y="29.5">{name}</text>
    </g>
  );
}
