package io.sojourn.stream;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** On Kafka's own image, where a Docker engine runs. */
class PipelineOnContainerTest extends PipelineStory {
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.3.1");

    @Override
    @Nullable
    House found(Path dir) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return null;
        }
        KafkaContainer container = new KafkaContainer(KAFKA);
        container.start();
        return House.at(dir, container.getBootstrapServers(), container);
    }
}
