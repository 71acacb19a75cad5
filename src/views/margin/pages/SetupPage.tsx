import { SetUp } from "../../top/SetUp.tsx";

/** Data, network and seed. */
export const SetupPage = SetUp;
