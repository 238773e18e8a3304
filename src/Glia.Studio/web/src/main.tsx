import { render } from "preact";

render(<h1>Glia</h1>, document.getElementById("app")!);
