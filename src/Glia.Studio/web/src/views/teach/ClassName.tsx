import { useState } from "preact/hooks";
import { renameClass } from "./teach";

/** A class's name, to be changed where it stands. */
export function ClassName({ set, name }: { set: string; name: string }) {
  const [text, setText] = useState<string>();
  const keep = (): void => {
    const wanted = text?.trim();
    setText(undefined);
    if (wanted && wanted !== name) void renameClass(set, name, wanted);
  };
  return <input class="class-name grow" aria-label={`Name of class ${name}`} value={text ?? name} maxLength={40} onInput={(e) => setText(e.currentTarget.value)} onBlur={keep} onKeyDown={(e) => e.key === "Enter" && e.currentTarget.blur()} />;
}
