import { useMemo } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { GreyPicture } from "./SignedPicture";
import { facts, look, pixels, prepares, stages, subject } from "./look";
import type { StageView } from "./types";

const words: Record<StageView["name"], string> = {
  original: "as it came",
  gray: "in grey",
  background: "the paper alone",
  ink: "the ink alone",
  cleaned: "specks gone, full strength",
  framed: "20 × 20, in 28 × 28 by its centre of mass",
};

/** How the picture was made what the network knows. */
export function Stages() {
  const list = stages.value;
  if (!look.value) return null;
  if (subject.value.kind === "pixels" || !facts.value!.canPrepare || !prepares.value) {
    const { width, height } = facts.value!;
    const how = subject.value.kind === "pixels" ? "Given to the network as it is: it is a sample, or has been prepared before." : `Made ${width} × ${height} pixels, and nothing more: this network was not trained on framed digits.`;
    return (
      <div class="stages">
        <GreyPicture pixels={pixels.value!} width={width} height={height} caption="what the network is given" />
        <p class="faint">{how}</p>
      </div>
    );
  }
  return <div class="stages">{list?.map((s) => <Stage key={s.name} stage={s} />)}</div>;
}

function Stage({ stage }: { stage: StageView }) {
  const bytes = useMemo(() => bytesOf(stage.pixels), [stage.pixels]);
  return <GreyPicture pixels={bytes} width={stage.width} height={stage.height} caption={words[stage.name]} />;
}
