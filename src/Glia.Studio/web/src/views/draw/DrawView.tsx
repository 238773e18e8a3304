export default function DrawView() {
  return <h1>Draw</h1>;
}
