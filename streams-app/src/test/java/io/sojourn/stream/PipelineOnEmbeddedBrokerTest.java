package io.sojourn.stream;

import java.nio.file.Path;

class PipelineOnEmbeddedBrokerTest extends PipelineStory {
    @Override
    House found(Path dir) {
        return House.at(dir);
    }
}
