import { Check, ChevronDown } from "lucide-react";
import type { CSSProperties, ReactElement, ReactNode } from "react";
import {
  Button as AriaButton, type ButtonProps as AriaButtonProps, Dialog as AriaDialog, FieldError, Heading, Input, Label, ListBox, ListBoxItem, Menu,
  MenuItem, type MenuItemProps, MenuTrigger, Modal, ModalOverlay, Popover, Select as AriaSelect, SelectValue, Switch as AriaSwitch, Text, TextArea, TextField,
  Tooltip, TooltipTrigger,
} from "react-aria-components";
import "./controls.css";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  readonly look?: "primary" | "quiet" | "danger";
  readonly small?: boolean;
  readonly children: ReactNode;
}

export function Button({ look, small = false, ...props }: ButtonProps) {
  return <AriaButton {...props} className={`button${look ? ` button--${look}` : ""}${small ? " button--small" : ""}`} />;
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  /** What it does; read aloud, and shown as its tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly small?: boolean;
  /** For one that is on or off. */
  readonly pressed?: boolean;
  readonly children: ReactNode;
}

export function IconButton({ label, keys, small = false, pressed, children, ...props }: IconButtonProps) {
  const on = pressed === undefined ? {} : { "aria-pressed": pressed, ...(pressed ? { "data-selected": "" } : {}) };
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...props} {...on} aria-label={label} className={`button button--icon${small ? " button--small" : ""}`}>
        {children}
      </AriaButton>
      <Tip keys={keys}>{label}</Tip>
    </TooltipTrigger>
  );
}

/** What a tooltip trigger shows. */
export function Tip({ keys, children }: { readonly keys?: string | undefined; readonly children: ReactNode }) {
  return (
    <Tooltip className="tooltip" offset={6}>
      {children}
      {keys !== undefined && <kbd>{keys}</kbd>}
    </Tooltip>
  );
}

export interface TextInputProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly lines?: number;
  readonly hint?: ReactNode;
  /** What is wrong with the value, and what is right. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly small?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "decimal";
  readonly type?: "text" | "password" | "search";
  readonly onKeyDown?: (event: { readonly key: string; readonly shiftKey: boolean; readonly metaKey: boolean; readonly ctrlKey: boolean; preventDefault(): void; continuePropagation(): void }) => void;
  readonly onBlur?: () => void;
  readonly name?: string;
}

export function TextInput({ label, hideLabel = false, lines, hint, error, placeholder, maxLength, autoFocus = false, small = false, required = false, disabled = false, ...props }: TextInputProps) {
  const className = `input${small ? " input--small" : ""}`;
  const limit = maxLength === undefined ? {} : { maxLength };
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <TextField
      {...props}
      {...limit}
      className="field"
      isInvalid={error !== undefined}
      isRequired={required}
      isDisabled={disabled}
      validationBehavior="aria"
      autoFocus={autoFocus}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && <Label className="field__label">{label}</Label>}
      {lines === undefined ? <Input className={className} {...shown} /> : <TextArea className={className} rows={lines} {...shown} />}
      {hint !== undefined && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="field__error">{error}</FieldError>
    </TextField>
  );
}

export interface Choice<T extends string> {
  readonly id: T;
  readonly name: string;
  readonly hint?: string;
}

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly choices: readonly Choice<T>[];
  readonly small?: boolean;
  readonly hint?: ReactNode;
}

export function Select<T extends string>({ label, hideLabel = false, value, onChange, choices, small = false, hint }: SelectProps<T>) {
  return (
    <AriaSelect
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = choices.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && <Label className="field__label">{label}</Label>}
      <AriaButton className={`input select__button${small ? " input--small" : ""}`}>
        <SelectValue className="select__value">{({ defaultChildren }) => choices.find(({ id }) => id === value)?.name ?? defaultChildren}</SelectValue>
        <ChevronDown className="icon quiet" aria-hidden />
      </AriaButton>
      {hint !== undefined && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
      <Popover className="popover" offset={4}>
        <ListBox items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.name} className="option">
              {choice.name}
              {choice.hint !== undefined && <span className="option__hint">{choice.hint}</span>}
              {choice.id === value && <Check className="icon" aria-hidden style={choice.hint === undefined ? { marginLeft: "auto" } : {}} />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export interface SwitchProps {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Switch({ value, onChange, disabled = false, children }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={value} onChange={onChange} isDisabled={disabled}>
      <span className="switch__track" />
      <span>{children}</span>
    </AriaSwitch>
  );
}

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly buttons?: ReactNode;
  readonly width?: string;
  /** One that asks for a decision has no way round it. */
  readonly mustAnswer?: boolean;
}

export function Dialog({ title, open, onClose, children, buttons, width, mustAnswer = false }: DialogProps) {
  return (
    <ModalOverlay className="scrim" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable={!mustAnswer} isKeyboardDismissDisabled={mustAnswer}>
      <Modal className="dialog" style={(width === undefined ? {} : { "--dialog-width": width }) as CSSProperties}>
        <AriaDialog className="dialog__body" role={mustAnswer ? "alertdialog" : "dialog"}>
          <Heading slot="title" className="dialog__title">
            {title}
          </Heading>
          {children}
          {buttons !== undefined && <div className="dialog__buttons">{buttons}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A button, and what it opens. The items are `Action`s. */
export function ActionMenu({ label, button, children }: { readonly label: string; readonly button: ReactElement; readonly children: ReactNode }) {
  return (
    <MenuTrigger>
      {button}
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu aria-label={label}>{children}</Menu>
      </Popover>
    </MenuTrigger>
  );
}

export function Action({ danger = false, hint, children, textValue, ...props }: Omit<MenuItemProps, "className" | "children"> & { readonly danger?: boolean; readonly hint?: ReactNode; readonly children: ReactNode }) {
  return (
    <MenuItem {...props} {...(textValue === undefined ? {} : { textValue })} className={`option${danger ? " option--danger" : ""}`}>
      {children}
      {hint !== undefined && <span className="option__hint">{hint}</span>}
    </MenuItem>
  );
}
