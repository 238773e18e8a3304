import { complain, say } from "../app/messages";

/** Text to take away: a command, a program. */
export function Copyable({ text, what, wrap }: { text: string; what: string; wrap?: boolean }) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(`${what} is in the clipboard.`);
    } catch {
      complain(`The browser did not let ${what.toLowerCase()} be copied. Mark it and copy it by hand.`);
    }
  };
  return (
    <div class={`copy ${wrap ? "wrap" : ""}`}>
      <pre tabIndex={0}>{text}</pre>
      <button type="button" onClick={copy} aria-label={`Copy: ${what}`}>
        Copy
      </button>
    </div>
  );
}
