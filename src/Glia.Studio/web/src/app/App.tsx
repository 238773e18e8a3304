import { lazy } from "./lazy";
import { Header } from "./Header";
import { Messages } from "./messages";
import { route, type ViewName } from "./router";
import { facts, isConnected, runs } from "./state";

// Each view is a file of its own, fetched when it is first looked at.
const pages: Record<ViewName, ReturnType<typeof lazy>> = {
  draw: lazy(() => import("../views/draw/DrawView")),
  train: lazy(() => import("../views/train/TrainView")),
  step: lazy(() => import("../views/step/StepView")),
  inspect: lazy(() => import("../views/inspect/InspectView")),
  teach: lazy(() => import("../views/teach/TeachView")),
  live: lazy(() => import("../views/live/LiveView")),
  runs: lazy(() => import("../views/runs/RunsView")),
  learn: lazy(() => import("../views/learn/LearnView")),
  docs: lazy(() => import("../views/docs/DocsView")),
};

export function App() {
  const View = pages[route.value.view];
  const isReady = facts.value !== undefined && runs.value !== undefined;
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>
        Skip to the content
      </a>
      <Header />
      {!isConnected.value && (
        <div class="banner" role="alert">
          The studio does not answer. If you stopped it, start it again with <code>glia studio</code> and open its new link; nothing is lost.
        </div>
      )}
      <main id="main" tabIndex={-1}>
        {isReady ? (
          <View key={route.value.view} />
        ) : (
          <p class="loading">Loading …</p>
        )}
      </main>
      <Messages />
    </>
  );
}

// Not by the address: that belongs to the views.
function toMain(e: Event): void {
  e.preventDefault();
  document.getElementById("main")?.focus();
}
