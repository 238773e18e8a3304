export default function InspectView() {
  return <h1>Inspect</h1>;
}
