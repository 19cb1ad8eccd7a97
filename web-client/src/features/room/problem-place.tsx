import { Hourglass } from "lucide-react";
import { later } from "../../ui/later.tsx";
import { Markdown } from "../../ui/markdown.tsx";
import { clockText, phaseName } from "../clock/time.ts";
import { frameworkOf, problemDraftOf, problemOf, timerOf, useRoom, useView } from "./context.tsx";

// Interviewers alone need it.
const ChooseProblem = later(() => import("./choose-problem.tsx").then(({ ChooseProblem }) => ChooseProblem));

/** What is to be designed: hidden until the start from all but interviewers, and after the end with where the time went. */
export function ProblemPlace() {
  const { role } = useRoom();
  const clock = useView((view) => timerOf(view)?.clock.state);
  const problem = useView(problemOf);
  const draft = useView(problemDraftOf);
  if (clock === undefined) return null;
  if (clock === "lobby") return role === "interviewer" ? <Draft text={draft?.text ?? ""} /> : <Lobby />;
  return (
    <div className="problem">
      {clock === "ended" && <Spent />}
      {clock !== "ended" && role === "interviewer" && <ChooseProblem />}
      {problem === undefined || problem.text === "" ? <p className="quiet">The interviewer tells the problem: none was written down.</p> : <Markdown text={problem.text} />}
    </div>
  );
}

function Draft({ text }: { readonly text: string }) {
  return (
    <div className="problem">
      <p className="problem__secret">Only interviewers see this until you press <strong>Start</strong>: then everybody does, in the same second.</p>
      <ChooseProblem />
      {text === "" ? <p className="quiet">No problem is written down yet. Choose one, write one in the settings, or tell it.</p> : <Markdown text={text} />}
    </div>
  );
}

function Lobby() {
  const { role } = useRoom();
  return (
    <div className="empty problem__lobby">
      <Hourglass className="problem__icon" aria-hidden />
      <h2>Not started yet</h2>
      <p>The problem appears here when the interviewer starts, for everybody in the same second.</p>
      {role === "candidate" && <p>Until then: see who is here, and try the notes. What you write in them stays.</p>}
    </div>
  );
}

// Plan and clock side by side, phase by phase.
function Spent() {
  const timer = useView(timerOf);
  const framework = useView(frameworkOf);
  if (timer === undefined) return null;
  return (
    <section className="problem__spent" aria-label="Where the time went">
      <h2>Where the time went</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Planned</th>
            <th scope="col">Spent</th>
          </tr>
        </thead>
        <tbody>
          {timer.phases.map(({ phase, spentMillis, skipped }) => (
            <tr key={phase}>
              <th scope="row">{phaseName(framework, phase)}</th>
              <td>{clockText((framework?.phases.find(({ id }) => id === phase)?.seconds ?? 0) * 1000)}</td>
              <td>{skipped ? "skipped" : clockText(spentMillis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
