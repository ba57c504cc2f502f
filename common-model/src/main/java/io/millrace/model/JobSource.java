package io.millrace.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Where a job's records come from; one record for each kind (Polaris contract, section 7). */
public sealed interface JobSource {

    /** Files uploaded to the staging area: the keys of their objects in Millrace's own bucket. */
    record Uploaded(List<StagedUpload> files) implements JobSource {
        public Uploaded {
            files = List.copyOf(files);
        }
    }

    /**
     * One uploaded file.
     *
     * @param name the file's name in the API, for messages
     * @param key the object's key in Millrace's own bucket
     */
    record StagedUpload(String name, String key, long sizeBytes, Compression compression) {
        public StagedUpload {
            requireNonNull(name);
            requireNonNull(key);
            requireNonNull(compression);
        }
    }

    /**
     * Objects of an S3 bucket, as seen through a connection.
     *
     * @param location its secret is encrypted wherever the job is stored or sent
     */
    record S3(S3Location location, ObjectSelection selection) implements JobSource {
        public S3 {
            requireNonNull(location);
            requireNonNull(selection);
        }
    }

    /** The data itself, in the job. */
    record Inline(String data) implements JobSource {
        public Inline {
            requireNonNull(data);
        }
    }

    /**
     * A Kafka topic of Millrace's own broker that a push connection writes.
     *
     * @param connectionId the connection's UUID; with the table it names the checkpoint
     */
    record PushTopic(String connectionId, String topic) implements JobSource {
        public PushTopic {
            requireNonNull(connectionId);
            requireNonNull(topic);
        }
    }

    /** Which objects of a bucket a job reads: exactly one way of saying it. */
    sealed interface ObjectSelection {
        /** {@code s3://bucket/key} addresses, all in the connection's bucket. */
        record Uris(List<String> uris) implements ObjectSelection {
            public Uris {
                uris = List.copyOf(uris);
            }
        }

        /** Exact keys. */
        record Objects(List<String> keys) implements ObjectSelection {
            public Objects {
                keys = List.copyOf(keys);
            }
        }

        /** Every object under a prefix, except empty ones. */
        record Prefixes(List<String> prefixes) implements ObjectSelection {
            public Prefixes {
                prefixes = List.copyOf(prefixes);
            }
        }

        /** A glob over the whole key. */
        record Pattern(String glob) implements ObjectSelection {
            public Pattern {
                requireNonNull(glob);
            }
        }
    }
}
