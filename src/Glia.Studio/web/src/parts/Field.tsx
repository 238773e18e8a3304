import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { TypedInput } from "./TypedInput";

interface FieldProps {
  label: string;
  error?: string;
  /** More about it, shown when one asks. */
  hint?: string;
  children: (id: string, described: string | undefined) => ComponentChildren;
}

/** A label, a field, and what is wrong with it. */
export function Field({ label, error, hint, children }: FieldProps) {
  const id = useId();
  const described = error ? `${id}-error` : undefined;
  return (
    <div class="field">
      <label for={id} title={hint}>
        {label}
      </label>
      {children(id, described)}
      {error && (
        <span class="error" id={described}>
          {error}
        </span>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: readonly string[];
  onChange: (value: string) => void;
  error?: string;
  hint?: string;
  disabled?: boolean;
}

/** One of a few names. */
export function Choice({ label, value, options, onChange, error, hint, disabled }: ChoiceProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(id, described) => (
        <select id={id} value={value} disabled={disabled} aria-describedby={described} aria-invalid={error ? true : undefined} onChange={(e) => onChange(e.currentTarget.value)}>
          {options.map((o) => (
            <option key={o} value={o}>
              {o}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  error?: string;
  hint?: string;
  inputMode?: "text" | "numeric" | "decimal";
  disabled?: boolean;
  /** What a form calls it. */
  name?: string;
}

/** A line of text or a number, told when it has been changed. */
export function TextField({ label, value, onChange, placeholder, error, hint, inputMode, disabled, name }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(id, described) => (
        <TypedInput
          id={id}
          name={name}
          value={value}
          placeholder={placeholder}
          inputMode={inputMode}
          disabled={disabled}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={described}
          aria-invalid={error ? true : undefined}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
