import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Coverage, EndpointItem, ItemId, PhaseId, RequirementItem } from "../../protocol/generated/types.ts";
import { endpointTitle } from "../../session/words.ts";
import { item } from "../../sync/predict.ts";
import { Button, Dialog } from "../../ui/controls.tsx";
import { afterMenu } from "../../ui/focus.ts";
import { useView } from "../room/context.tsx";
import { goTo } from "../room/go-to.ts";
import { progressIn } from "./in-view.ts";
import { countCovered, isAllCovered, progressNames, strayEndpoints } from "./progress.ts";
import "./coverage.css";

export interface CoverageDialogProps {
  readonly coverage: Coverage;
  readonly onLook: (phase: PhaseId) => void;
  readonly onClose: () => void;
}

type Go = (phase: PhaseId, selector: string) => void;

/** Which core requirements the design covers: those of what it does by endpoints that are walked, those of how well by deep dives. */
export default function CoverageDialog({ coverage, onLook, onClose }: CoverageDialogProps) {
  const { requirements, endpoints } = coverage;
  const stray = strayEndpoints(coverage);
  const walked = endpoints.filter((endpoint) => endpoint.walked).length;
  const go: Go = (phase, selector) => {
    onClose();
    onLook(phase);
    afterMenu(() => goTo(selector));
  };
  return (
    <Dialog title="Coverage" open onClose={onClose} width="44rem" buttons={<Button onPress={onClose}>Close</Button>}>
      {requirements.length === 0 ? (
        <p className="quiet">There is nothing to cover yet. Core requirements show here, with the endpoints that serve them and the deep dives that meet them.</p>
      ) : (
        <div className="coverage__whole">
          <p className={`coverage__count${isAllCovered(coverage) ? " coverage__count--all" : ""}`}>
            {isAllCovered(coverage) && <CircleCheck className="icon" aria-hidden />}
            {isAllCovered(coverage) ? "Everything core is covered" : `${countCovered(coverage)} of ${requirements.length} covered`}
          </p>
          <progress max={requirements.length} value={countCovered(coverage)} aria-label="Core requirements that are covered" />
          {endpoints.length > 0 && <p className="quiet">{`${walked} of ${endpoints.length} ${endpoints.length === 1 ? "endpoint is" : "endpoints are"} walked.`}</p>}
        </div>
      )}
      <Functional coverage={coverage} go={go} />
      <NonFunctional coverage={coverage} go={go} />
      {stray.length > 0 && (
        <section className="coverage" aria-labelledby="coverage-stray">
          <h3 id="coverage-stray">Endpoints without a requirement</h3>
          <ul>
            {stray.map((id) => (
              <li key={id}>
                <Endpoint id={id} go={go} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

interface PartProps {
  readonly coverage: Coverage;
  readonly go: Go;
}

function Functional({ coverage: { requirements, endpoints }, go }: PartProps) {
  const mine = useOf(requirements, "functional");
  const isWalked = new Set(endpoints.flatMap(({ id, walked }) => (walked ? [id] : [])));
  if (mine.length === 0) return null;
  return (
    <section className="coverage" aria-labelledby="coverage-functional">
      <h3 id="coverage-functional">Functional</h3>
      <table aria-labelledby="coverage-functional">
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col">Endpoint</th>
            <th scope="col">Walked</th>
          </tr>
        </thead>
        {mine.map(({ id, endpoints: serving }) => (
          <tbody key={id}>
            {(serving.length === 0 ? [undefined] : serving).map((endpoint, i) => (
              <tr key={endpoint ?? "none"}>
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={Math.max(1, serving.length)}>
                    <Requirement id={id} go={go} />
                  </th>
                )}
                {endpoint === undefined ? (
                  <td colSpan={2}>
                    <Gap onPress={() => go("api", ".tabs__panel")}>{progressNames["no-endpoint"]}</Gap>
                  </td>
                ) : (
                  <>
                    <td><Endpoint id={endpoint} go={go} /></td>
                    <td>{isWalked.has(endpoint) ? <Done>Walked</Done> : <Gap onPress={() => go("high-level-design", ".tabs__panel")}>Not yet</Gap>}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function NonFunctional({ coverage: { requirements }, go }: PartProps) {
  const mine = useOf(requirements, "non-functional");
  if (mine.length === 0) return null;
  return (
    <section className="coverage" aria-labelledby="coverage-non-functional">
      <h3 id="coverage-non-functional">Non-functional</h3>
      <table aria-labelledby="coverage-non-functional">
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col">Deep dive</th>
          </tr>
        </thead>
        <tbody>
          {mine.map(({ id }) => (
            <tr key={id}>
              <th scope="row"><Requirement id={id} go={go} /></th>
              <td><Dive id={id} go={go} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LinkProps {
  readonly id: ItemId;
  readonly go: Go;
}

function Requirement({ id, go }: LinkProps) {
  const content = useView((view) => view.items && item<RequirementItem>(view.items, "requirement", id)?.content);
  return (
    <button type="button" className="coverage__link" onClick={() => go("requirements", `[data-id="${id}"]`)}>
      {content?.text}
      {content?.target !== undefined && <span className="quiet"> · {content.target}</span>}
    </button>
  );
}

function Endpoint({ id, go }: LinkProps) {
  const name = useView((view) => {
    const endpoint = view.items && item<EndpointItem>(view.items, "endpoint", id);
    return endpoint && endpointTitle(endpoint.content);
  });
  return (
    <button type="button" className="coverage__link coverage__link--endpoint" onClick={() => go("api", `[data-id="${id}"]`)}>
      {name}
    </button>
  );
}

function Dive({ id, go }: LinkProps) {
  const progress = useView((view) => progressIn(view, id)) ?? "no-dive";
  return progress === "met" ? <Done>{progressNames[progress]}</Done> : <Gap onPress={() => go("deep-dives", `#dive-${id}`)}>{progressNames[progress]}</Gap>;
}

function Done({ children }: { readonly children: ReactNode }) {
  return (
    <span className="coverage__done">
      <CircleCheck className="icon" aria-hidden />
      {children}
    </span>
  );
}

function Gap({ onPress, children }: { readonly onPress: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="chip chip--warning coverage__gap" onClick={onPress}>
      {children}
    </button>
  );
}

function useOf(requirements: Coverage["requirements"], style: RequirementItem["content"]["style"]): Coverage["requirements"] {
  const items = useView((view) => view.items);
  return requirements.filter(({ id }) => items && item<RequirementItem>(items, "requirement", id)?.content.style === style);
}
