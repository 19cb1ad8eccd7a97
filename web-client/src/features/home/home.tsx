import { Mark } from "../../ui/mark.tsx";

export function Home() {
  return (
    <main>
      <Mark />
      <h1>Greenroom</h1>
    </main>
  );
}
