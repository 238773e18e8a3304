import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { complain } from "./messages";

type Module = { default: FunctionComponent };

/** A component that is fetched when it is first shown. */
export function lazy(load: () => Promise<Module>): FunctionComponent {
  let loaded: FunctionComponent | undefined;
  return function Lazy() {
    const [Component, set] = useState<FunctionComponent | undefined>(() => loaded);
    useEffect(() => {
      if (loaded) return;
      load().then((m) => {
        loaded = m.default;
        set(() => loaded);
      }, complain);
    }, []);
    return Component ? <Component /> : <p class="loading">Loading …</p>;
  };
}
