export default function TeachView() {
  return <h1>Teach</h1>;
}
