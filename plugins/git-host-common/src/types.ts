/** A repository of the portal's own git host. @public */
export interface Repository {
  /** First part of its address: the name of the owning entity. */
  owner: string;
  name: string;
  /** Entity ref of the group or user that may push. */
  ownerRef: string;
  description?: string;
  /** ISO 8601. */
  createdAt: string;
  /** Entity ref of a person, or the subject of a service. */
  createdBy: string;
  defaultBranch: string;
  /** What `git clone` takes. */
  cloneUrl: string;
  /** Its page in the portal; the addresses of its files start with it. */
  webUrl: string;
}

/** What a repository is made from. @public */
export interface RepositoryRequest {
  /** Entity ref of a group or user the caller belongs to. */
  owner: string;
  name: string;
  description?: string;
}

/** What git asks a person for. @public */
export interface GitCredential {
  username: string;
  /** A token that reads and pushes as this person, and changes nothing else in the portal. */
  password: string;
  /** ISO 8601. */
  expiresAt: string;
}
