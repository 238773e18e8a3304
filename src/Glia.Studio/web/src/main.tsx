import { render } from "preact";
import { App } from "./app/App";
import { loadFacts, open } from "./app/state";
import "./app/theme";
import "./styles/base.css";
import "./styles/parts.css";

render(<App />, document.getElementById("app")!);
void loadFacts();
open();
