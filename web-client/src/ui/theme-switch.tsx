import { Monitor, Moon, Sun } from "lucide-react";
import { Segments } from "./segments.tsx";
import { useTheme } from "./theme.ts";

/** Light, dark, or as the system has it. `compact` shows icons alone. */
export function ThemeSwitch({ compact = false }: { readonly compact?: boolean }) {
  const [theme, choose] = useTheme();
  return (
    <Segments
      label="Colours"
      hideLabel={compact}
      value={theme}
      onChange={choose}
      segments={[
        { id: "system", name: "As the system", ...(compact ? { icon: <Monitor className="icon" aria-hidden /> } : {}) },
        { id: "light", name: "Light", ...(compact ? { icon: <Sun className="icon" aria-hidden /> } : {}) },
        { id: "dark", name: "Dark", ...(compact ? { icon: <Moon className="icon" aria-hidden /> } : {}) },
      ]}
    />
  );
}
