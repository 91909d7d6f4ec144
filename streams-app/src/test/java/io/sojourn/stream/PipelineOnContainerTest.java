package io.sojourn.stream;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** On Kafka's own image, where a Docker engine runs. */
class PipelineOnContainerTest extends PipelineStory {
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.3.1");

    @Override
    House house(Path dir) {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: no Docker engine answers here; the same test runs on the embedded broker");
        KafkaContainer container = new KafkaContainer(KAFKA);
        container.start();
        return House.at(dir, container.getBootstrapServers(), container);
    }
}
