/** What a session is called whose name is lost with its own record. */
export const foundAgain = "A session found again";

const newer = "A session of a newer version";

/** What a session is called, as far as its own record can be read. */
export const sessionName = ({
  name,
  fault,
  isNewer,
}: {
  name: string;
  fault: object | null;
  isNewer: boolean;
}): string => (fault === null ? name : isNewer ? newer : foundAgain);
