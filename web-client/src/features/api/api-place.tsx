import { Plus } from "lucide-react";
import { useState } from "react";
import type { ItemId, RequirementItem } from "../../protocol/generated/types.ts";
import { AddDataFlow } from "../flow/add-data-flow.tsx";
import { useLostEdits } from "../lists/lost-edits.ts";
import { SortedRows } from "../lists/sorted-rows.tsx";
import { endpointsOf, requirementsOf, useMayWrite, useView } from "../room/context.tsx";
import { type Begun, EndpointAdder } from "./endpoint-adder.tsx";
import { EndpointConflict } from "./endpoint-conflict.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import { shortText, unserved } from "./endpoints.ts";
import "./api.css";

/** The contract between the system and whoever uses it, and which requirement it does not serve yet. */
export function ApiPlace() {
  const endpoints = useView(endpointsOf);
  const requirements = useView(requirementsOf);
  const may = useMayWrite();
  const lost = useLostEdits("endpoint.edit", endpoints);
  const [begun, setBegun] = useState<Begun>();
  const missing = unserved(requirements, endpoints);
  return (
    <div className="lists">
      <section className="lists__list api" aria-label="API">
        <header className="lists__head">
          <h2>API</h2>
        </header>
        <SortedRows items={endpoints} may={may} row={(endpoint, nudge) => <EndpointRow key={endpoint.id} endpoint={endpoint} may={may} onNudge={nudge} />} />
        {lost.map((conflict) => (
          <EndpointConflict key={conflict.item} {...conflict} />
        ))}
        {endpoints.length === 0 && <p className="lists__hint">One call for each core function. REST unless something speaks against it; messages where the server has to speak first.</p>}
        {may && <EndpointAdder begun={begun} onBegun={setBegun} />}
        {missing.length > 0 && <Unserved requirements={missing} onBegin={may ? (requirement) => setBegun({ requirement }) : undefined} />}
        {may && <AddDataFlow>Does the system turn input into output in many steps?</AddDataFlow>}
      </section>
    </div>
  );
}

function Unserved({ requirements, onBegin }: { readonly requirements: readonly RequirementItem[]; readonly onBegin: ((requirement: ItemId) => void) | undefined }) {
  return (
    <section className="api__unserved" aria-label="Not served yet">
      <h3>Not served yet</h3>
      <ul>
        {requirements.map(({ id, content }) => (
          <li key={id}>
            {onBegin === undefined ? (
              shortText(content.text)
            ) : (
              <button type="button" className="api__begin" title={content.text} onClick={() => onBegin(id)}>
                <Plus className="icon" aria-hidden />
                {shortText(content.text)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
