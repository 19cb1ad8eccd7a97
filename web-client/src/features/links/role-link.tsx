import { Eye, PencilRuler, Timer } from "lucide-react";
import type { ReactNode } from "react";
import type { Role } from "../../protocol/generated/types.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { roles } from "./roles.ts";
import "./links.css";

const icons: Readonly<Record<Role, typeof Eye>> = { interviewer: Timer, candidate: PencilRuler, spectator: Eye };

export interface RoleLinkProps {
  readonly role: Role;
  /** Undefined where this browser does not know it. */
  readonly link: string | undefined;
  /** Instead of the link, where there is none. */
  readonly missing?: ReactNode;
  readonly note?: ReactNode;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}

/** The link of one role, with what it is for. */
export function RoleLink({ role, link, missing, note, children }: RoleLinkProps) {
  const about = roles.find((other) => other.role === role);
  const Icon = icons[role];
  return (
    <li className="role-link">
      <Icon className="role-link__icon" aria-hidden />
      <div className="role-link__about">
        <h3 className="role-link__name">{about?.name}</h3>
        <p className="role-link__purpose">{note ?? about?.purpose}</p>
      </div>
      <div className="role-link__row">
        {link === undefined ? (
          <p className="role-link__missing">{missing}</p>
        ) : (
          <>
            <input className="role-link__link" readOnly value={link} aria-label={`The ${role} link`} onFocus={(event) => event.target.select()} />
            <CopyButton small text={link} what={`the ${role} link`} />
          </>
        )}
      </div>
      {children !== undefined && <div className="role-link__row role-link__row--quiet">{children}</div>}
    </li>
  );
}
