import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "./controls.tsx";
import { nextTheme, useTheme } from "./theme.ts";

const icons = { system: Monitor, dark: Moon, light: Sun };

/** Goes from the system's theme to the dark one, to the light one, and back. */
export function ThemeButton() {
  const [theme, setTheme] = useTheme();
  const next = nextTheme(theme);
  const Icon = icons[next.theme];
  return (
    <IconButton label={next.name} onPress={() => setTheme(next.theme)}>
      <Icon className="icon" aria-hidden />
    </IconButton>
  );
}
