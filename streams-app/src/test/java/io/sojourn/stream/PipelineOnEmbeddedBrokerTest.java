package io.sojourn.stream;

import java.nio.file.Path;

class PipelineOnEmbeddedBrokerTest extends PipelineStory {
    @Override
    House house(Path dir) {
        return House.at(dir);
    }
}
