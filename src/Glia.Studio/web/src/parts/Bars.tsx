interface BarsProps {
  names: readonly string[];
  values: ArrayLike<number>;
  best: number;
  /** What a click on a bar asks; bars are plain where there is nothing to ask. */
  onPick?: (index: number) => void;
  picked?: number;
}

/** One bar per class: how much the network believes in it. */
export function Bars({ names, values, best, onPick, picked }: BarsProps) {
  return (
    <div class="bars" role={onPick ? "group" : "list"} aria-label="Classes">
      {names.map((name, i) => {
        const value = values[i] ?? 0;
        const percent = `${(100 * value).toFixed(value > 0.0995 || value === 0 ? 0 : 1)} %`;
        const inner = (
          <>
            <span>{name}</span>
            <span class="track">
              <i style={{ width: `${Math.max(0, Math.min(1, value)) * 100}%` }} />
            </span>
            <span class="value">{percent}</span>
          </>
        );
        const kind = `bar ${i === best ? "best" : ""}`;
        return onPick ? (
          <button key={name} type="button" class={kind} aria-pressed={picked === i} onClick={() => onPick(i)} title={`Why ${name}?`}>
            {inner}
          </button>
        ) : (
          <div key={name} class={kind} role="listitem">
            {inner}
          </div>
        );
      })}
    </div>
  );
}
