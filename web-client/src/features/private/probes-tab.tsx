import { Plus } from "lucide-react";
import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Button } from "../../ui/controls.tsx";
import { isFrozen, plansOf, useView } from "../room/context.tsx";
import { Asked } from "./asked.tsx";
import { Bank } from "./bank-list.tsx";
import type { Guide } from "./guide.ts";
import { OwnProbe } from "./own-probe.tsx";
import { Queue } from "./queue.tsx";

type Part = "queue" | "bank";

/** What is lined up and asked on one side, and the bank to choose from on the other. */
export function ProbesTab({ guide }: { readonly guide: Guide }) {
  const queued = useView((view) => plansOf(view).filter(({ state }) => state === "queued").length);
  const any = useView((view) => plansOf(view).length > 0);
  const frozen = useView(isFrozen);
  const [part, setPart] = useState<Part>(any ? "queue" : "bank");
  const [writing, setWriting] = useState(false);
  return (
    <Tabs className="tabs" selectedKey={part} onSelectionChange={(key) => setPart(key === "bank" ? "bank" : "queue")}>
      <div className="private__bar">
        <TabList className="parts" aria-label="Probes">
          <Tab id="queue" className="parts__one">
            Queue <span className="parts__count">{queued}</span>
          </Tab>
          <Tab id="bank" className="parts__one">
            Bank
          </Tab>
        </TabList>
        {!frozen && (
          <Button small look="quiet" aria-expanded={writing} onPress={() => setWriting(!writing)}>
            <Plus className="icon" aria-hidden />
            Own probe
          </Button>
        )}
      </div>
      {writing && !frozen && <OwnProbe onDone={() => setWriting(false)} />}
      <TabPanel id="queue" className="tabs__panel private__stack">
        <Queue guide={guide} onChoose={() => setPart("bank")} />
        <Asked guide={guide} />
      </TabPanel>
      <TabPanel id="bank" className="tabs__panel private__stack">
        <Bank guide={guide} />
      </TabPanel>
    </Tabs>
  );
}
