import QtQuick
import Lobby

/** The surface people stand on: no border, no shadow. */
Rectangle {
    color: Theme.card
    radius: Theme.radius
}
