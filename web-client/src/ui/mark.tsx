/** Greenroom's mark: the sofa of the room where people wait before they go on stage. */
export function Mark({ size = 40 }: { readonly size?: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} className="mark" />;
}
