import type { PartialInputHTMLAttributes } from "preact";
import { useState } from "preact/hooks";

interface TypedInputProps extends Omit<PartialInputHTMLAttributes<HTMLInputElement>, "value" | "role" | "type" | "list" | "onChange" | "onInput" | "onBlur" | "onKeyDown"> {
  isNumber?: boolean;
  value: string | number;
  onChange: (value: string) => void;
}

/**
 * An input that tells what was typed once it is done (Enter, or the field left), and until then keeps it.
 *
 * Without that, whatever draws the page anew while somebody types, such as an answer of the server, puts the old value back under the fingers.
 */
export function TypedInput({ value, onChange, isNumber, ...rest }: TypedInputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      {...rest}
      type={isNumber ? "number" : "text"}
      list={undefined}
      value={typed ?? value}
      onInput={(e) => setTyped(e.currentTarget.value)}
      onChange={(e) => {
        const text = e.currentTarget.value.trim();
        setTyped(undefined);
        onChange(text);
      }}
      onBlur={() => setTyped(undefined)}
      onKeyDown={(e) => {
        if (e.key === "Escape") setTyped(undefined);
      }}
    />
  );
}
